namespace TokenGateway.Testing.PostgreSql;

/// <summary>
/// A server that ends with this process, however that ends: a shell beside it waits for the end of its own input, which is a
/// pipe from here, and then ends the server by its id.
/// </summary>
internal sealed class GuardedProcess : IAsyncDisposable
{
    // The first line says which process it is.
    private const string Guard =
        """
        signal=$1
        shift
        "$@" </dev/null &
        child=$!
        echo "$child"
        cat >/dev/null
        kill -"$signal" "$child"
        wait "$child"
        """;

    private readonly ChildProcess _shell;

    private GuardedProcess(ChildProcess shell) => _shell = shell;

    public IReadOnlyList<string> Lines => [.. _shell.Output, .. _shell.Error];

    /// <param name="signal">What ends it.</param>
    /// <param name="command">The program and its arguments.</param>
    public static GuardedProcess Start(string signal, params string[] command) =>
        new(ChildProcess.Start("sh", ["-c", Guard, "guard", signal, .. command]));

    /// <summary>Sends it a signal.</summary>
    public async Task SignalAsync(string signal)
    {
        await Eventually.BecomesTrueAsync(() => Task.FromResult(_shell.Output.Count > 0), "the server has an id");
        await using var kill = ChildProcess.Start("kill", $"-{signal}", _shell.Output[0]);
        await kill.ExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _shell.EndInput();
        await _shell.ExitAsync();
        await _shell.DisposeAsync();
    }
}
