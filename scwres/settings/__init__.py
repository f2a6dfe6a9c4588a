"""What a run is to do: the settings file, the options, and the question they ask."""
