using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using TokenGateway.Management.Api.Requests;
using TokenGateway.Management.Authentication.Sessions;
using TokenGateway.Management.Problems;

namespace TokenGateway.Management.Api.OpenApi;

/// <summary>The OpenAPI document at <c>/openapi/v1.json</c>, generated from the descriptions of the calls.</summary>
internal static class ApiDocument
{
    public const string Name = "v1";

    private const string Bearer = "bearer";
    private const string Session = "session";

    public static void MapApiDocument(this IEndpointRouteBuilder routes) =>
        routes.MapGet($"/openapi/{Name}.json", WriteAsync).AllowAnonymous().ExcludeFromDescription();

    // Through a factory: the names of its types load their assemblies, which a gateway without requests for the document
    // does not need.
    public static void AddApiDocument(this IServiceCollection services) =>
        services.AddSingleton(provider => new ApiDocumentText(new DocumentProvider(services, provider.GetRequiredService<EndpointDataSource>())));

    /// <summary>The services that generate the document, see <see cref="DocumentProvider"/>.</summary>
    public static void AddGeneration(IServiceCollection services) => services.AddOpenApi(Name, options =>
    {
        // Other endpoints of the host are not part of this API.
        options.ShouldInclude = call => call.RelativePath?.StartsWith(ApiPaths.Root.TrimStart('/'), StringComparison.Ordinal) == true;
        options.AddDocumentTransformer(DescribeAsync);
        options.AddOperationTransformer(CompleteAsync);
    });

    private static async Task<IResult> WriteAsync(ApiDocumentText text)
    {
        var (json, tag) = await text.GetAsync();
        return Results.Bytes(json, "application/json;charset=utf-8", entityTag: tag);
    }

    private static Task DescribeAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "TokenGateway management API",
            Version = Name,
            Description = "Tokens, users, audit log and settings. Errors are problem details (RFC 9457) with a stable code.",
        };

        // The reader knows the server: the document came from there.
        document.Servers?.Clear();
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
        document.Components.SecuritySchemes[Bearer] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = Bearer,
            Description = "A token that was created with management rights (--manages own,tokens,users,settings,audit).",
        };
        document.Components.SecuritySchemes[Session] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Cookie,
            Name = SessionCookie.Name,
            Description = "The cookie of POST /api/v1/session. Writes also need its antiforgery token in X-Antiforgery-Token.",
        };
        return Task.CompletedTask;
    }

    private static Task CompleteAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<RequestExample>().LastOrDefault() is { } request)
            SetExample(operation.RequestBody?.Content, request.Json);
        foreach (var example in metadata.OfType<ResponseExample>())
            SetExample(operation.Responses?[$"{example.Status}"].Content, example.Json);
        foreach (var limit in operation.Parameters?.OfType<OpenApiParameter>().Where(one => one.Name == "limit") ?? [])
            limit.Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = $"{Page.MaxLimit}", Default = Page.DefaultLimit };
        if (metadata.OfType<IAuthorizeData>().Any())
        {
            operation.Security =
            [
                new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] },
                new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Session, context.Document)] = [] },
            ];
        }

        return Task.CompletedTask;
    }

    private static void SetExample(IDictionary<string, OpenApiMediaType>? content, string json)
    {
        foreach (var media in content?.Values ?? [])
            media.Example = JsonNode.Parse(json);
    }
}
