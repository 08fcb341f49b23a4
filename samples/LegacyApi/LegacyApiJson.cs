using System.Text.Json;
using System.Text.Json.Serialization;
using LegacyApi.Identity;
using LegacyApi.Orders;
using LegacyApi.Reports;
using LegacyApi.Status;
using Microsoft.AspNetCore.Http.Json;

namespace LegacyApi;

/// <summary>Every shape that crosses the wire; a caller's header that was not sent is left out rather than null.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Caller))]
[JsonSerializable(typeof(Order))]
[JsonSerializable(typeof(OrderList))]
[JsonSerializable(typeof(OrderRequest))]
[JsonSerializable(typeof(Complaint))]
[JsonSerializable(typeof(SalesReport))]
[JsonSerializable(typeof(ServiceStatus))]
internal sealed partial class LegacyApiJson : JsonSerializerContext
{
    public static void Use(JsonOptions json)
    {
        json.SerializerOptions.TypeInfoResolverChain.Insert(0, Default);
        json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
    }
}
