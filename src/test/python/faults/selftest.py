def run(private):
    return 0
