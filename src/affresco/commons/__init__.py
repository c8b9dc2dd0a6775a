"""The commons: what people give to be learned from, as a live stream and as releases, with receipts."""
