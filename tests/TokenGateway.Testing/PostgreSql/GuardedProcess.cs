namespace TokenGateway.Testing.PostgreSql;

/// <summary>
/// A server that ends with this process, however that exits: a shell next to it waits for the end of its standard input, a pipe from
/// here, then kills the server by its id and removes its directory.
/// </summary>
internal sealed class GuardedProcess : IAsyncDisposable
{
    // The first output line is the process id.
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

    /// <param name="signal">The signal that stops it immediately.</param>
    /// <param name="folder">The directory of its files.</param>
    /// <param name="command">The program and its arguments.</param>
    public static GuardedProcess Start(string signal, string folder, params string[] command) =>
        new(ChildProcess.Start("sh", ["-c", Guard, "guard", signal, folder, .. command]));

    /// <summary>Stops it immediately, as a crash does, and keeps its files.</summary>
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
