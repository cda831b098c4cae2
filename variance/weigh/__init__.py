"""What a reader is told: findings, the quotation ledger, house style, lineage."""
