using TokenGateway.Management.Bulk;
using TokenGateway.Portal.Texts;

namespace TokenGateway.Portal.Bulk;

/// <summary>The names of <see cref="BulkAction"/> in forms and in texts.</summary>
internal static class BulkActions
{
    /// <summary>Parses <c>deactivate</c>, <c>activate</c> or <c>delete</c>; null: something else.</summary>
    public static BulkAction? Parse(string? name) => name switch
    {
        "deactivate" => BulkAction.Deactivate,
        "activate" => BulkAction.Activate,
        "delete" => BulkAction.Delete,
        _ => null,
    };

    /// <summary>The title of a preview.</summary>
    public static string TitleOf(BulkAction action) => action switch
    {
        BulkAction.Deactivate => Text.Bulk_TitleDeactivate,
        BulkAction.Activate => Text.Bulk_TitleActivate,
        _ => Text.Bulk_TitleDelete,
    };

    /// <summary>The label of the confirm button.</summary>
    public static string ButtonOf(BulkAction action) => action switch
    {
        BulkAction.Deactivate => Text.Action_Deactivate,
        BulkAction.Activate => Text.Action_Activate,
        _ => Text.Action_Delete,
    };
}
