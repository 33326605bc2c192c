"""The MQTT brokers that the M-SERV may stand behind: one inside this process, one of Debian's."""
