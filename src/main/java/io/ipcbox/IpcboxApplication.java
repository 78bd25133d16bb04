package io.ipcbox;

public final class IpcboxApplication {
    private IpcboxApplication() {}

    public static void main(String[] args) {}
}
