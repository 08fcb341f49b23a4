using Microsoft.AspNetCore.Mvc;
using TokenGateway.Portal.Sessions;

namespace TokenGateway.Portal.Pages;

/// <summary>The home page is the caller's token list.</summary>
internal sealed class IndexModel : PortalPage
{
    public IActionResult OnGet() => Next(ReturnUrl.Home);
}
