"""The supply of the product: its packages, their licences and known vulnerabilities."""
