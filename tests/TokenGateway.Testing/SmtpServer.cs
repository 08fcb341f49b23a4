using System.Text.Json;

namespace TokenGateway.Testing;

/// <summary>A real SMTP server, the process of <c>tests/smtp/server.js</c>.</summary>
internal sealed class SmtpServer : IAsyncDisposable
{
    private readonly ChildProcess _process;

    private SmtpServer(ChildProcess process) => _process = process;

    public int Port { get; private set; }

    /// <summary>The received mails, oldest first.</summary>
    public IReadOnlyList<ReceivedMail> Mails =>
        [.. _process.Output.Skip(1).Select(line => JsonSerializer.Deserialize<ReceivedMail>(line, JsonSerializerOptions.Web)!)];

    /// <param name="port">The port; 0 for a free one.</param>
    /// <param name="options">Additional options of the script.</param>
    public static async Task<SmtpServer> StartAsync(int port = 0, params string[] options)
    {
        var script = Path.Combine(Configs.RepositoryRoot(), "tests", "smtp", "server.js");
        var server = new SmtpServer(ChildProcess.Start("node", [script, "--port", $"{port}", .. options]));
        await Eventually.BecomesTrueAsync(
            () => server._process.HasExited
                ? throw new InvalidOperationException(string.Join('\n', server._process.Error))
                : Task.FromResult(server._process.Output.Count > 0),
            "the SMTP server listens");
        using var first = JsonDocument.Parse(server._process.Output[0]);
        server.Port = first.RootElement.GetProperty("port").GetInt32();
        return server;
    }

    /// <summary>Waits for <paramref name="count"/> mails whose subject contains a text, and returns them.</summary>
    public async Task<IReadOnlyList<ReceivedMail>> WaitAsync(string subject, int count = 1)
    {
        await Eventually.BecomesTrueAsync(() => Task.FromResult(Of(subject).Count >= count), $"{count} mails: {subject}", TimeSpan.FromSeconds(40));
        return Of(subject);
    }

    public IReadOnlyList<ReceivedMail> Of(string subject) => [.. Mails.Where(mail => mail.Subject.Contains(subject, StringComparison.Ordinal))];

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
