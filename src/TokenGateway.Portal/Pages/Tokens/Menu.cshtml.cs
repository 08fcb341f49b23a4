using Microsoft.AspNetCore.Mvc;

namespace TokenGateway.Portal.Pages.Tokens;

/// <summary>Where the product whose dialect is in force has the link to its tokens.</summary>
internal sealed class MenuModel : PortalPage
{
    public IActionResult OnGet() => Page();
}
