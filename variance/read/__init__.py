"""Bytes to documents: decoding, the formats, roles and page furniture."""
