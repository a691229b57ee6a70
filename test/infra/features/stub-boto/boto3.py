class Session:
    region_name = "eu-west-1"

    def get_credentials(self):
        return "credentials"
