"""What the product is made of: its licences, its known faults."""
