using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace TokenGateway.EndToEnd.Tests.Library;

/// <summary>A startup filter of the host that records requests before any of the host's middleware runs.</summary>
internal sealed class RequestRecorder : IStartupFilter
{
    public string Target { get; private set; } = "";

    public IReadOnlyDictionary<string, string> Headers { get; private set; } = new Dictionary<string, string>();

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((HttpContext context, RequestDelegate rest) =>
        {
            Target = context.Request.GetEncodedPathAndQuery();
            Headers = context.Request.Headers.ToDictionary(one => one.Key, one => one.Value.ToString(), StringComparer.OrdinalIgnoreCase);
            return rest(context);
        });
        next(app);
    };
}
