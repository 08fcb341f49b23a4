using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Verification;
using TokenGateway.Edge.Credentials;
using TokenGateway.Edge.Decisions;
using TokenGateway.Edge.Model;
using TokenGateway.Edge.Requests;
using TokenGateway.Edge.Tests.Decisions;

namespace TokenGateway.Edge.Tests.Stages;

/// <summary>The generation of <c>stages.json</c>, and requests on its routes as the stage before leaves them.</summary>
public sealed class StagedEdge : IAsyncDisposable, IDisposable
{
    private readonly LiveEdge _edge = new(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Stages", "stages.json")));

    internal GatewayModel Model => _edge.Model;

    /// <summary>Of the one declared token.</summary>
    internal TokenSnapshot Snapshot => _edge.SnapshotOf("user")!;

    /// <summary>The value of the one declared token; it has no shape of ours.</summary>
    internal static string Token => LiveEdge.TokenOf("user");

    /// <summary>A request that intake let pass and routing brought to <paramref name="route"/>.</summary>
    internal (DefaultHttpContext Context, EdgeRequest Request) On(string? route, string target = "/", params (string Name, string?[] Values)[] headers)
    {
        var context = new DefaultHttpContext();
        var request = new EdgeRequest(new EdgeConnection());
        context.Features.Set(request);
        request.Begin(Model, 0);
        foreach (var (name, values) in headers)
            context.Request.Headers[name] = values;
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        if (mark >= 0 && QueryScan.TryStrip(target[mark..], Model.Places, Model.Dialect.Shape, out var query))
        {
            request.Query = query;
            target = target[..mark] + query.Stripped;
        }

        request.Target = target;
        request.PathLength = mark < 0 ? target.Length : mark;
        context.Request.Method = request.Method = HttpMethods.Get;
        if (route is not null)
            request.Take(new Decision { Method = request.Method, Route = Model.Routes[route] });
        return (context, request);
    }

    public ValueTask DisposeAsync() => _edge.DisposeAsync();

    public void Dispose() => _edge.DisposeAsync().AsTask().GetAwaiter().GetResult();
}
