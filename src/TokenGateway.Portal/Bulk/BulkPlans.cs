using System.Diagnostics.CodeAnalysis;
using TokenGateway.Portal.Memory;

namespace TokenGateway.Portal.Bulk;

/// <summary>Plans between preview and confirmation: valid for ten minutes and one use. About 32 MB at most.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class BulkPlans(TimeProvider time) : Handles<BulkPlan>(time, KeptFor, mostOfUser: 3, most: 200)
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);
}
