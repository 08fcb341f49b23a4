using Microsoft.AspNetCore.Http.Features;

namespace TokenGateway.Endpoints;

/// <summary>A branch of YARP's pipeline that accepts its stages.</summary>
internal sealed class StageBuilder(IApplicationBuilder branch) : IReverseProxyApplicationBuilder
{
    public IServiceProvider ApplicationServices
    {
        get => branch.ApplicationServices;
        set => branch.ApplicationServices = value;
    }

    public IFeatureCollection ServerFeatures => branch.ServerFeatures;

    public IDictionary<string, object?> Properties => branch.Properties;

    public IApplicationBuilder Use(Func<RequestDelegate, RequestDelegate> middleware) => branch.Use(middleware);

    public IApplicationBuilder New() => branch.New();

    public RequestDelegate Build() => branch.Build();
}
