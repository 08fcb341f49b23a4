namespace TokenGateway.Portal;

/// <summary>The services of one page request: MVC's, otherwise the gateway's.</summary>
internal sealed class PageServices(IServiceProvider pages, IServiceProvider gateway) : IServiceProvider
{
    public object? GetService(Type serviceType) => pages.GetService(serviceType) ?? gateway.GetService(serviceType);
}
