using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;
using TokenGateway.Portal.Assets;
using TokenGateway.Portal.Texts;

namespace TokenGateway.Portal.Pages;

/// <summary>A page without dependencies: no session, store or view.</summary>
internal static class ErrorPage
{
    public static Task WriteAsync(HttpContext context, string text)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        var html = HtmlEncoder.Default;
        return context.Response.WriteAsync(
            $"""
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>{html.Encode(Text.Error_Title)}</title><link rel="stylesheet" href="{AssetFiles.Stylesheet.Path}"></head>
            <body><main class="container narrow"><h1>{html.Encode(Text.Error_Title)}</h1><p>{html.Encode(text)}</p>
            <p><a href="/">{html.Encode(Text.Error_Back)}</a></p><p class="hint">{html.Encode(context.TraceIdentifier)}</p></main></body></html>
            """,
            context.RequestAborted);
    }
}
