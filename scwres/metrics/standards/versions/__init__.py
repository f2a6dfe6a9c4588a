"""The versions of the standards: a file each, found by its name.

To add a version of SC-WRES, add ``sc_wres_2026.py`` with a ``VERSION``: what it changes of the
nine, and what was published for all councils of that year, once it is. Later versions show the
national figures of earlier years too. Another standard is a file with a ``STANDARD``.
"""
