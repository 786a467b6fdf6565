data "aws_ami" "linux" {
  most_recent = true
  owners      = ["amazon"]
  filter {
    name   = "name"
    values = ["al2023-ami-2023.*-x86_64"]
  }
}

data "aws_ami_ids" "ubuntu" {
  owners = ["099720109477"]
}

data "aws_ssm_parameter" "image" {
  name = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"
}

data "aws_ssm_parameters_by_path" "images" {
  path = "/aws/service/ami-amazon-linux-latest"
}

data "aws_ec2_instance_type" "micro" {
  instance_type = "t3.micro"
}

data "aws_ec2_instance_types" "all" {}

data "aws_ec2_instance_type_offering" "micro" {
  preferred_instance_types = ["t3.micro"]
}

data "aws_ec2_instance_type_offerings" "all" {
  location_type = "availability-zone"
}

data "aws_instance" "web" {
  instance_id   = aws_instance.web.id
  get_user_data = true
}

data "aws_instances" "all" {
  instance_tags = aws_instance.web.tags
}

data "aws_key_pair" "main" {
  key_name           = aws_key_pair.main.key_name
  include_public_key = true
}
