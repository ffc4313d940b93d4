using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace Aos.Api.Platform.Versions;

/// <summary>
/// Serves each controller once per version of its product: path prefix, document name and version become part of the
/// copy. Route names are unique over all documents (<c>document:operation</c>); the part after the colon is the operation id.
/// </summary>
internal sealed class VersionConvention(ApiProducts products) : IApplicationModelConvention
{
    public void Apply(ApplicationModel application)
    {
        foreach (var controller in application.Controllers.ToList())
        {
            if (controller.Attributes.OfType<ApiProductAttribute>().SingleOrDefault() is not { } mark)
                continue;
            application.Controllers.Remove(controller);
            foreach (var version in mark.Versions)
                application.Controllers.Add(ForVersion(controller, products.Get(mark.Name, version)));
        }
    }

    private static ControllerModel ForVersion(ControllerModel original, ApiProduct product)
    {
        var controller = new ControllerModel(original);
        controller.ApiExplorer.GroupName = product.Document;
        foreach (var action in controller.Actions.ToList())
        {
            if (action.Attributes.OfType<MapToVersionAttribute>().SingleOrDefault() is { } only && only.Version != product.Version)
                controller.Actions.Remove(action);
            foreach (var selector in action.Selectors.Where(selector => selector.AttributeRouteModel is not null))
                selector.AttributeRouteModel!.Name = $"{product.Document}:{selector.AttributeRouteModel.Name}";
        }

        var prefix = new AttributeRouteModel(new RouteAttribute(product.Prefix));
        foreach (var selector in controller.Selectors)
        {
            selector.AttributeRouteModel = AttributeRouteModel.CombineAttributeRouteModel(prefix, selector.AttributeRouteModel);
            selector.EndpointMetadata.Add(product);
        }

        foreach (var selector in controller.Actions.SelectMany(action => action.Selectors))
            selector.EndpointMetadata.Add(product);
        return controller;
    }
}
