using System.Net;
using TokenGateway.Stress.Clients;
using TokenGateway.Stress.Report;

namespace TokenGateway.Stress.Unknown;

/// <summary>Unknown tokens from several addresses, as fast as the answers come.</summary>
internal sealed class Flood(UnknownOptions options, Uri edge) : IDisposable
{
    private readonly UnknownTokens _tokens = new();
    private readonly EdgeClient[] _clients =
        [.. Enumerable.Range(0, options.Addresses).Select(i => EdgeClient.Http1(edge, AddressOf(i), options.ConnectionsPerAddress))];

    // By kind: 401, 429, anything else.
    private readonly long[,] _outcomes = new long[UnknownTokens.Kinds, 3];
    private int _next = -1;
    private string? _odd;

    /// <summary>How many were sent.</summary>
    public int Sent => Math.Min(Volatile.Read(ref _next) + 1, options.Requests);

    /// <summary>An outcome that was neither 401 nor 429; null: there was none.</summary>
    public string? Odd => _odd;

    public static IPAddress AddressOf(int index) => Loopback.Address(10 + index);

    public long Refused(int kind) => _outcomes[kind, 0];

    public long SlowedDown(int kind) => _outcomes[kind, 1];

    public long Others(int kind) => _outcomes[kind, 2];

    public Task RunAsync(Progress progress, CancellationToken cancellationToken) => Task.WhenAll(
        from client in _clients
        from _ in Enumerable.Range(0, options.ConnectionsPerAddress)
        select Task.Run(() => WorkAsync(client, progress, cancellationToken), cancellationToken));

    public void Dispose() => Array.ForEach(_clients, client => client.Dispose());

    private async Task WorkAsync(EdgeClient client, Progress progress, CancellationToken cancellationToken)
    {
        for (int number; (number = Interlocked.Increment(ref _next)) < options.Requests;)
        {
            var status = await SendAsync(client, _tokens.Create(number), cancellationToken);
            var outcome = status switch { HttpStatusCode.Unauthorized => 0, HttpStatusCode.TooManyRequests => 1, _ => 2 };
            Interlocked.Increment(ref _outcomes[UnknownTokens.KindOf(number), outcome]);
            if (outcome == 2)
                _odd ??= status is { } odd ? $"{(int)odd}" : _odd;
            progress.At("unknown tokens", number, options.Requests);
        }
    }

    // Null: no answer.
    private async Task<HttpStatusCode?> SendAsync(EdgeClient client, string token, CancellationToken cancellationToken)
    {
        try
        {
            using var request = client.Request(HttpMethod.Get, "/whoami", token);
            using var answer = await client.SendAsync(request, cancellationToken);
            return answer.StatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            _odd ??= failure.Message;
            return null;
        }
    }
}
