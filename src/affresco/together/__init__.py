"""What people do together: duels."""
