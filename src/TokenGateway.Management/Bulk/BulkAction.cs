namespace TokenGateway.Management.Bulk;

/// <summary>An action on many tokens.</summary>
internal enum BulkAction
{
    Deactivate,
    Activate,
    Delete,
}
