"""Who somebody is connected with outside paid support."""
