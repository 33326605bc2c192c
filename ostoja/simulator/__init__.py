"""An M-SERV with a furnished home behind it, over real MQTT: what Ostoja is tried on when no house is at hand."""
