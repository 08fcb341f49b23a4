using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace TokenGateway.EndToEnd.Tests.Sessions;

/// <summary>Makes every request appear to come from another machine; this one may have only one address.</summary>
internal sealed class FarAway : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(following => context =>
        {
            context.Connection.RemoteIpAddress = IPAddress.Parse("192.0.2.1");
            return following(context);
        });
        next(app);
    };
}
