using TokenGateway.Management.Bulk;
using TokenGateway.Portal.Texts;

namespace TokenGateway.Portal.Bulk;

/// <summary>The names of <see cref="BulkAction"/> in forms, and as people say them.</summary>
internal static class BulkActions
{
    /// <summary>Reads <c>deactivate</c>, <c>activate</c> or <c>delete</c>; null: something else.</summary>
    public static BulkAction? Parse(string? name) => name switch
    {
        "deactivate" => BulkAction.Deactivate,
        "activate" => BulkAction.Activate,
        "delete" => BulkAction.Delete,
        _ => null,
    };

    /// <summary>The question that a preview asks.</summary>
    public static string TitleOf(BulkAction action) => action switch
    {
        BulkAction.Deactivate => Text.Bulk_TitleDeactivate,
        BulkAction.Activate => Text.Bulk_TitleActivate,
        _ => Text.Bulk_TitleDelete,
    };

    /// <summary>The button that does it.</summary>
    public static string ButtonOf(BulkAction action) => action switch
    {
        BulkAction.Deactivate => Text.Action_Deactivate,
        BulkAction.Activate => Text.Action_Activate,
        _ => Text.Action_Delete,
    };
}
