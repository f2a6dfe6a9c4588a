"""What a publication gives away: the attack that a reader could make on it."""
