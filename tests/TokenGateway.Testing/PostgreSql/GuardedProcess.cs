namespace TokenGateway.Testing.PostgreSql;

/// <summary>
/// A server that ends with this process, however that ends: a shell beside it waits for the end of its own input, which is a
/// pipe from here, and then ends the server by its id and takes its folder away.
/// </summary>
internal sealed class GuardedProcess : IAsyncDisposable
{
    // The first line says which process it is.
    private const string Guard =
        """
        signal=$1 folder=$2
        shift 2
        "$@" </dev/null &
        child=$!
        echo "$child"
        word=$(cat)
        kill -"$signal" "$child"
        wait "$child"
        [ "$word" = keep ] || rm -rf "$folder"
        """;

    private readonly ChildProcess _shell;

    private GuardedProcess(ChildProcess shell) => _shell = shell;

    /// <param name="signal">What ends it at once.</param>
    /// <param name="folder">Where its files are.</param>
    /// <param name="command">The program and its arguments.</param>
    public static GuardedProcess Start(string signal, string folder, params string[] command) =>
        new(ChildProcess.Start("sh", ["-c", Guard, "guard", signal, folder, .. command]));

    /// <summary>Ends it at once, as a crash does, and leaves its files.</summary>
    public async Task StopAsync()
    {
        _shell.Say("keep");
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _shell.EndInput();
        await _shell.ExitAsync();
        await _shell.DisposeAsync();
    }
}
