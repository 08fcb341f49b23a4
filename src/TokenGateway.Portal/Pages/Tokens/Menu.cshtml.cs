using Microsoft.AspNetCore.Mvc;

namespace TokenGateway.Portal.Pages.Tokens;

/// <summary>The product's own menu page with the link to its tokens, for the current dialect.</summary>
internal sealed class MenuModel : PortalPage
{
    public IActionResult OnGet() => Page();
}
