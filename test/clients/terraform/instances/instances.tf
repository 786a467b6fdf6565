# No interface is attached by aws_network_interface(_attachment): it works, but to detach it the provider waits two and a half
# minutes for a state that AWS does not show, either (hashicorp/terraform-provider-aws#45835).
resource "aws_key_pair" "main" {
  key_name   = "main"
  public_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKG49EfrROg2RIZf5XnWmRPVW13+m+BA4PmNBZSiSfKy terraform"
}

resource "aws_network_interface" "third" {
  subnet_id = aws_subnet.public.id
}

resource "aws_network_interface" "second" {
  subnet_id         = aws_subnet.public.id
  private_ips_count = var.changed ? 3 : 2
}

resource "aws_network_interface_sg_attachment" "primary" {
  network_interface_id = aws_instance.web.primary_network_interface_id
  security_group_id    = aws_security_group.second.id
}

resource "aws_network_interface_permission" "partner" {
  network_interface_id = aws_network_interface.loose.id
  aws_account_id       = "222222222222"
  permission           = "INSTANCE-ATTACH"
}

resource "aws_network_interface" "loose" {
  subnet_id = aws_subnet.public.id
}

resource "aws_instance" "web" {
  ami                         = data.aws_ami.linux.id
  instance_type               = "t3.medium"
  subnet_id                   = aws_subnet.public.id
  key_name                    = aws_key_pair.main.key_name
  private_ip                  = "10.1.1.100"
  associate_public_ip_address = true
  source_dest_check           = false
  disable_api_termination     = false
  monitoring                  = var.changed
  user_data                   = "#!/bin/sh\necho hello\n"
  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = var.changed ? 2 : 1
    instance_metadata_tags      = "enabled"
  }
  tags = { Name = "web" }
  lifecycle {
    ignore_changes = [vpc_security_group_ids]
  }
}

resource "aws_instance" "app" {
  ami                    = data.aws_ssm_parameter.image.insecure_value
  instance_type          = var.changed ? "t3.small" : "t3.micro"
  subnet_id              = aws_subnet.public.id
  vpc_security_group_ids = var.changed ? [aws_security_group.second.id] : [aws_security_group.second.id, aws_security_group.first.id]
  credit_specification {
    cpu_credits = "standard"
  }
}

resource "aws_instance" "own_interface" {
  ami           = data.aws_ami.linux.id
  instance_type = "t3.micro"
  network_interface {
    network_interface_id = aws_network_interface.root.id
    device_index         = 0
  }
  network_interface {
    network_interface_id = aws_network_interface.third.id
    device_index         = 1
  }
}

resource "aws_network_interface" "root" {
  subnet_id = aws_subnet.public.id
}

resource "aws_eip" "web" {
  instance   = aws_instance.app.id
  depends_on = [aws_internet_gateway.main]
}

resource "aws_eip" "spare" {}

resource "aws_eip_association" "spare" {
  allocation_id        = aws_eip.spare.id
  network_interface_id = aws_network_interface.second.id
  depends_on           = [aws_internet_gateway.main]
}

resource "aws_eip_domain_name" "spare" {
  allocation_id = aws_eip.spare.allocation_id
  domain_name   = "mail.isthmus.test"
}
