using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;
using TokenGateway.Management.Api.Routes;
using TokenGateway.Portal.Sessions;
using TokenGateway.Portal.Tokens;

namespace TokenGateway.Portal.Pages.Tokens;

/// <summary>Shows a new value, once.</summary>
internal sealed class CreatedModel(ShownOnce shownOnce, TokenPages pages) : PortalPage
{
    /// <summary>Null: already shown, or another session's.</summary>
    public Shown? Shown { get; private set; }

    public IReadOnlyList<OpenedRoute> Opens { get; private set; } = [];

    public IReadOnlyList<string> Snippets { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string handle)
    {
        // HEAD must not use up the single display.
        if (!HttpMethods.IsGet(Request.Method))
            return new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
        Shown = shownOnce.Take(handle, Session.Digest);
        if (Shown is null)
        {
            var page = Page();
            page.StatusCode = StatusCodes.Status410Gone;
            return page;
        }

        // The page must show the value even if the store has just failed: it exists nowhere else.
        try
        {
            Opens = await pages.OpenedByAsync(Shown.Token, Model, Aborted);
        }
        catch (Core.Storage.StoreUnavailableException)
        {
            Opens = [];
        }

        Snippets = [.. Portal.Tokens.Snippets.Of(pages.EdgeUrl(Request), Opens is [var first, ..] ? first : null, pages.SelfPath)];
        return Page();
    }
}
