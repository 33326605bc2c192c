"""What people agreed to, refused, objected to and had restricted; and the gate that asks before anything is done."""
