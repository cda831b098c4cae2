"""What alignment and classification both read in a text: tokens, quotations, values, names."""
