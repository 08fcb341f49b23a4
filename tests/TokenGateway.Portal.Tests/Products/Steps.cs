using Microsoft.Playwright;
using TokenGateway.Portal.Tests.Browsing;

namespace TokenGateway.Portal.Tests.Products;

/// <summary>A product's steps as its documentation words them: links and buttons by their text.</summary>
internal static class Steps
{
    public static Task FollowAsync(this Window window, string link) =>
        window.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = link, Exact = true }).First.ClickAsync();

    public static Task FillAsync(this Window window, string label, string value) =>
        window.Page.GetByLabel(label, new PageGetByLabelOptions { Exact = true }).First.FillAsync(value);

    /// <summary>Copies as a person does, and reads what was copied.</summary>
    public static async Task<string> CopyAsync(this Window window)
    {
        await window.ClickAsync("Copy");
        return await window.CopiedAsync();
    }

    /// <summary>Confirms on the page of the token by its name.</summary>
    public static async Task ConfirmDeletionAsync(this Window window, string name)
    {
        await window.Page.FillAsync("input[name=name]", name);
        await window.Page.ClickAsync("button[data-variant=danger]");
        await window.Page.ArriveAsync("/tokens?deleted=");
    }
}
