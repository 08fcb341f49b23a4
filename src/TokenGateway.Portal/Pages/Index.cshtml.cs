using Microsoft.AspNetCore.Mvc;
using TokenGateway.Portal.Sessions;

namespace TokenGateway.Portal.Pages;

/// <summary>The first page is the one of one's tokens.</summary>
internal sealed class IndexModel : PortalPage
{
    public IActionResult OnGet() => Next(ReturnUrl.Home);
}
