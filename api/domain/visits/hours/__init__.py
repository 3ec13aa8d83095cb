"""The hours bank: minutes agreed, used, banked and moved."""
