using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace TokenGateway.Portal.Assets;

/// <summary>The static files of the pages. They are public, so they need no session.</summary>
internal static class AssetFiles
{
    public static Asset Stylesheet { get; } = Asset.Load("portal.css");

    public static Asset Script { get; } = Asset.Load("portal.js");

    public static Asset Passkeys { get; } = Asset.Load("passkeys.js");

    public static Asset Htmx { get; } = Asset.Load("htmx.js");

    public static Asset Icon { get; } = Asset.Load("icon.svg");

    private static readonly Asset[] Licences = [Asset.Load("oat.LICENSE.txt"), Asset.Load("htmx.LICENSE.txt")];

    public static void MapAssets(this IEndpointRouteBuilder routes)
    {
        foreach (var asset in Licences.Concat([Stylesheet, Script, Passkeys, Htmx, Icon]))
            routes.MapMethods(asset.Path, [HttpMethods.Get, HttpMethods.Head], context => SendAsync(context, asset)).AllowAnonymous();
    }

    private static Task SendAsync(HttpContext context, Asset asset)
    {
        var (request, response) = (context.Request, context.Response);
        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ETag = asset.ETag;
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (request.Headers.IfNoneMatch == asset.ETag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        var content = asset.Content;
        if (request.GetTypedHeaders().AcceptEncoding.Any(one => one.Value == "br" && one.Quality is not 0))
        {
            content = asset.Compressed;
            response.Headers.ContentEncoding = "br";
        }

        response.ContentType = asset.Type;
        response.ContentLength = content.Length;
        return HttpMethods.IsHead(request.Method) ? Task.CompletedTask : response.Body.WriteAsync(content, 0, content.Length, context.RequestAborted);
    }
}
