# One account in one Region. `changed` alters what AWS alters in place.
# The provider is configured by README's lines.

variable "changed" {
  type    = bool
  default = false
}
