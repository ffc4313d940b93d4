using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.OpenApi;

namespace Aos.Api.Platform.OpenApi.Operations;

/// <summary>What the attributes of an action say about its operation.</summary>
internal sealed class OperationFacts(ApiDescription api, OpenApiOperation operation)
{
    private readonly IList<object> _metadata = api.ActionDescriptor.EndpointMetadata;

    /// <summary>Who may call; null for anonymous operations.</summary>
    public AccessAttribute? Access => Find<AccessAttribute>();

    /// <summary>Charged and limited by a plan: what programs of customers may call. People and the operator have no plan.</summary>
    public bool HasPlan => Access is { Machine: not null, TenantKind: not TenantKinds.Operator };

    /// <summary>Follows RFCs of its own instead of the conventions.</summary>
    public bool IsTolerant => Find<TolerantRequestAttribute>() is not null;

    /// <summary><c>Idempotency-Key</c> is required.</summary>
    public bool IsIdempotent => Find<IdempotentAttribute>() is not null;

    /// <summary>Catalogue data, which carry <c>Last-Modified</c>.</summary>
    public bool IsCatalogue => Find<CatalogueReadAttribute>() is not null;

    /// <summary>The answer holds translated texts.</summary>
    public bool IsTranslated => Find<TranslatedAttribute>() is not null;

    public bool IsGet => api.HttpMethod == HttpMethods.Get;

    public bool IsPost => api.HttpMethod == HttpMethods.Post;

    /// <summary>PUT, PATCH and DELETE change a version that the caller names.</summary>
    public bool ChangesVersion => !IsTolerant && api.HttpMethod is "PUT" or "PATCH" or "DELETE";

    public bool HasBody => operation.RequestBody is not null;

    public bool IsList => api.ParameterDescriptions.Any(parameter => string.Equals(parameter.Name, "cursor", StringComparison.OrdinalIgnoreCase));

    /// <summary>Attributes of the action or its controller.</summary>
    public IEnumerable<T> FindAll<T>() => _metadata.OfType<T>();

    /// <summary>An attribute of the action or its controller.</summary>
    public T? Find<T>()
        where T : class => _metadata.OfType<T>().LastOrDefault();
}
