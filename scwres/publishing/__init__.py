"""Results become a publication, which is attacked before it is let out."""
