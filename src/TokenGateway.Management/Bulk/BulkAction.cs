namespace TokenGateway.Management.Bulk;

/// <summary>What is done with many tokens at once.</summary>
internal enum BulkAction
{
    Deactivate,
    Activate,
    Delete,
}
