using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace TokenGateway.Management.Api.OpenApi;

/// <summary>
/// Generates the document from the host's endpoints, in a temporary container: the generator and MVC's API explorer would
/// cost every gateway memory and startup time.
/// </summary>
/// <param name="host">The host's services. They determine which parameters of a call are services; none of them is created here.</param>
internal sealed class DocumentProvider(IServiceCollection host, EndpointDataSource endpoints) : IOpenApiDocumentProvider
{
    public async Task<OpenApiDocument> GetOpenApiDocumentAsync(CancellationToken cancellationToken = default)
    {
        var services = new ServiceCollection();
        foreach (var service in host)
            ((IServiceCollection)services).Add(service);
        ApiDocument.AddGeneration(services);
        services.AddSingleton(endpoints);
        await using var provider = services.BuildServiceProvider();
        return await provider.GetRequiredKeyedService<IOpenApiDocumentProvider>(ApiDocument.Name).GetOpenApiDocumentAsync(cancellationToken);
    }
}
