using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.OpenApi.Operations;
using Aos.Api.Platform.Versions;
using Microsoft.AspNetCore.Mvc.Controllers;

namespace Aos.Api.Platform.Limits;

/// <summary>What an operation takes from the plan of a program that calls it. Metadata of its endpoint.</summary>
/// <param name="right">Right whose plan sets the limits.</param>
/// <param name="product">Product to which the operation belongs.</param>
/// <param name="operation">Its operation id.</param>
/// <param name="cost">What it takes.</param>
internal sealed class Metered(string right, string product, string operation, QuotaCostAttribute? cost)
{
    /// <summary>Right whose plan sets the limits.</summary>
    public string Right { get; } = right;

    /// <summary>Product to which the operation belongs, such as <c>vehicle-identification</c>.</summary>
    public string Product { get; } = product;

    /// <summary>Its operation id, such as <c>GetVehicle</c>.</summary>
    public string Operation { get; } = operation;

    /// <summary>Units a call; 0 if it costs nothing, or if only its handler knows.</summary>
    public int Units { get; } = cost is { PerValue: true } ? 0 : cost?.Units ?? 1;

    /// <summary>The handler reserves and charges: one unit a value.</summary>
    public bool IsPerValue { get; } = cost is { PerValue: true };

    /// <summary>The call touches the limit of the day.</summary>
    public bool TouchesDay => Units > 0 || IsPerValue;

    /// <summary>Puts it on every operation that programs of customers may call; people and the operator have no plan.</summary>
    public static void AddTo(EndpointBuilder endpoint)
    {
        var metadata = endpoint.Metadata;
        if (metadata.OfType<AccessAttribute>().LastOrDefault() is { Machine: { } right, TenantKind: not TenantKinds.Operator }
            && metadata.OfType<ApiProduct>().LastOrDefault() is { } product
            && metadata.OfType<ControllerActionDescriptor>().LastOrDefault() is { } action)
            metadata.Add(new Metered(right, product.Name, OperationNames.Of(action), metadata.OfType<QuotaCostAttribute>().LastOrDefault()));
    }
}
