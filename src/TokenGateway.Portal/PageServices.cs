namespace TokenGateway.Portal;

/// <summary>The services of one request for a page: MVC's, and else the gateway's.</summary>
internal sealed class PageServices(IServiceProvider pages, IServiceProvider gateway) : IServiceProvider
{
    public object? GetService(Type serviceType) => pages.GetService(serviceType) ?? gateway.GetService(serviceType);
}
