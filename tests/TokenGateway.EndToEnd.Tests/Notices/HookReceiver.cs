using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Notices;

/// <summary>A real webhook receiver with configurable responses.</summary>
internal sealed class HookReceiver : IAsyncDisposable
{
    public const string Secret = "0123456789abcdef0123456789abcdef";

    private readonly ConcurrentQueue<HookPost> _posts = new();
    private readonly TestUpstream _server;

    private HookReceiver(TestUpstream server)
    {
        _server = server;
        server.Handler = TakeAsync;
    }

    public Uri Url => new(_server.Address + "hook");

    /// <summary>Responds after a post was recorded; default 204.</summary>
    public RequestDelegate Answer { get; set; } = context =>
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    };

    public IReadOnlyList<HookPost> Posts => [.. _posts];

    public static async Task<HookReceiver> StartAsync() => new(await TestUpstream.StartAsync());

    public IReadOnlyList<HookPost> Of(string type) => [.. Posts.Where(post => (string?)post.Json["type"] == type)];

    public async Task<IReadOnlyList<HookPost>> WaitAsync(string type, int count = 1)
    {
        await Eventually.BecomesTrueAsync(() => Task.FromResult(Of(type).Count >= count), $"{count} posts: {type}", TimeSpan.FromSeconds(40));
        return Of(type);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var headers = context.Request.Headers.ToDictionary(one => one.Key, one => one.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        _posts.Enqueue(new HookPost(context.Request.Method, context.Request.Path, headers, await reader.ReadToEndAsync()));
        await Answer(context);
    }

    /// <summary>A received post.</summary>
    internal sealed record HookPost(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body)
    {
        public JsonNode Json => JsonNode.Parse(Body)!;

        public string Delivery => Headers["X-TokenGateway-Delivery"];

        /// <summary>Whether the signature is valid, checked as documented for receivers.</summary>
        public bool IsSigned
        {
            get
            {
                var signed = Encoding.UTF8.GetBytes($"{Headers["X-TokenGateway-Timestamp"]}.{Body}");
                var expected = "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), signed));
                return Headers["X-TokenGateway-Signature"] == expected;
            }
        }
    }
}
