# Loads a layer definition or a project of a service into QGIS, and prints as JSON what QGIS makes of it: layers with
# their counts and values, and colours of the picture it draws. Run by test/server/desktop-gis.test.ts with the
# service's address, the path of the file and the places whose colours are wanted.
import json
import os
import sys
import tempfile
import urllib.request

os.environ['QT_QPA_PLATFORM'] = 'offscreen'
from qgis.core import (  # noqa: E402
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsLayerDefinition,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas  # noqa: E402
from qgis.PyQt.QtCore import QSize  # noqa: E402
from qgis.PyQt.QtGui import QColor  # noqa: E402

address, definition, *positions = sys.argv[1:]
# Connections and settings of the person who runs the test are not touched.
os.environ['QGIS_CUSTOM_CONFIG_PATH'] = tempfile.mkdtemp()
QgsApplication.setPrefixPath('/usr', True)
application = QgsApplication([], True)
application.initQgis()
project = QgsProject.instance()
# The window of QGIS, as far as a project says what it shows first; it draws nothing here.
canvas = QgsMapCanvas()
canvas.setObjectName('theMapCanvas')
canvas.setRenderFlag(False)
canvas.resize(400, 400)
ending = os.path.splitext(definition)[1]
with tempfile.NamedTemporaryFile(suffix=ending, delete=False) as file:
    file.write(urllib.request.urlopen(address + definition).read())
if ending == '.qlr':
    loaded, error = QgsLayerDefinition.loadLayerDefinition(file.name, project, project.layerTreeRoot())
else:
    loaded, error = project.read(file.name), project.error()
os.unlink(file.name)


def plain(value):
    return value if isinstance(value, (int, float, str, bool)) else None


def describe(layer):
    described = {'name': layer.name(), 'valid': layer.isValid(), 'provider': layer.providerType()}
    if isinstance(layer, QgsVectorLayer) and layer.isValid():
        names = layer.fields().names()
        features = list(layer.getFeatures())
        described['source'] = layer.source()
        described['count'] = len(features)
        described['features'] = [dict(zip(names, map(plain, each.attributes()))) for each in features]
        described['withGeometry'] = sum(not each.geometry().isEmpty() for each in features)
    return described


layers = list(project.mapLayers().values())
settings = QgsMapSettings()
settings.setLayers([layer for layer in layers if not isinstance(layer, QgsVectorLayer)])
settings.setBackgroundColor(QColor('#123456'))
settings.setOutputSize(QSize(400, 400))
mercator = QgsCoordinateReferenceSystem('EPSG:3857')
settings.setDestinationCrs(mercator)
transform = QgsCoordinateTransform(QgsCoordinateReferenceSystem('EPSG:4326'), mercator, project)
settings.setExtent(transform.transformBoundingBox(QgsRectangle(98, 18, 122, 42)))
job = QgsMapRendererParallelJob(settings)
job.start()
job.waitForFinished()
image = job.renderedImage()
colours = {}
for position in positions:
    longitude, latitude = map(float, position.split(','))
    point = settings.mapToPixel().transform(*transform.transform(longitude, latitude))
    colours[position] = QColor(image.pixel(int(point.x()), int(point.y()))).name()
extent = canvas.extent()
print(
    json.dumps(
        {
            'loaded': loaded,
            'error': error,
            'title': project.title(),
            'crs': project.crs().authid(),
            'extent': [extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum()],
            'layers': [describe(each) for each in layers],
            'colours': colours,
        }
    )
)
sys.stdout.flush()
# Ending QGIS in order can crash its threads; everything is said.
os._exit(0)
