"""The driver of the Ampio M-SERV, over the account tree of its MQTT broker."""
